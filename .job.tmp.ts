import { createHash } from 'node:crypto'
import { readFileSync, openSync, readSync } from 'node:fs'
import { applyCommand, trackFromMedia } from '/tmp/wt/speed/src/domain/commands.ts'
import { planDelivery } from '/tmp/wt/speed/src/domain/deliveryPlan.ts'
import { speakersOf } from '/tmp/wt/speed/src/domain/interpretation.ts'
import { emptySession } from '/tmp/wt/speed/src/domain/session.ts'
import { samplePosition } from '/tmp/wt/speed/src/domain/units.ts'
import { runBounce } from '/tmp/wt/speed/src/export/runBounce.ts'
import { DELIVERY_SPECS as deliverySpecs } from '/tmp/wt/speed/src/domain/specs/registry.ts'
import { ok } from '/tmp/wt/speed/src/lib/result.ts'
const [,, wasm, variant = 'plain', minutesText = '3'] = process.argv
const minutes = Number(minutesText)
const module = await WebAssembly.compile(readFileSync(wasm))
const B = '/work/main/.build/bench/'
const N = 48000 * 20 // 20 s of real data, looped
const load = (name: string, at: number) => { const fd = openSync(B + name, 'r'); const b = new Uint8Array(N*6); readSync(fd, b, 0, b.length, 102 + at*48000*6); return b }
const files = variant.startsWith('eight') ? [['dialogue',load('DX_20min.wav',0)],['dialogue',load('DX_20min.wav',20)],['effects',load('FX_20min.wav',0)],['effects',load('FX_20min.wav',20)],['effects',load('FX_20min.wav',40)],['fill',load('FX_20min.wav',60)],['music',load('MX_20min.wav',0)],['music',load('MX_20min.wav',20)]]
  : [['dialogue',load('DX_20min.wav',0)],['effects',load('FX_20min.wav',0)],['music',load('MX_20min.wav',0)]]
let session: any = emptySession('Bench')
const media = new Map()
const length = 48000*60*minutes
files.forEach(([stem, data]: any, i) => {
  const id = String(i+1)
  const info: any = { fileName: id+'.wav', format: 'wav', pcm: { encoding: 's24le', channels: 2, sampleRate: 48000, frames: length, dataOffset: 0 }, channels: 2, sampleRate: 48000, frames: length, size: length*6, length, fingerprint: 'x', peaks: null, speakers: null }
  const track = trackFromMedia({track:id, clip:id, media:[id]} as any, [info], ['L','R'] as any, samplePosition(0), 'T'+id, stem)
  session = applyCommand(session, { type:'tracks/add', media: {[id]: info}, tracks:[track] } as any)
  const source = { name: id, size: length*6, async read(offset: number, len: number, into?: Uint8Array) {
    const out = into && into.length >= len ? into.subarray(0,len) : new Uint8Array(len)
    for (let done=0; done<len;) { const at=(offset+done)%data.length; const n=Math.min(len-done, data.length-at); out.set(data.subarray(at,at+n), done); done+=n }
    return ok(out) } }
  media.set(id, { info, source })
})
const order: any = { name: 'bench', format: variant.includes('float') ? 'wav32f' : variant.includes('16') ? 'wav16' : 'wav24',
  ...(variant.startsWith('eight') && { deliverables: ['composite','me','dialogue-stem','effects-stem','music-stem'] }),
  ...(variant.includes('limit') && { master: { gainDb: 3, spec: { ...deliverySpecs[0], truePeakDbtp: -6 } } }),
  ...(variant.includes('checks') && { checks: {} }) }
if (process.env.ORDER) Object.assign(order, JSON.parse(process.env.ORDER))
const planned: any = planDelivery(session, order)
if (!planned.ok) throw new Error(JSON.stringify(planned.error))
const count = planned.value.deliverables.flatMap((d: any)=>d.files).length
const hashing = process.env.HASH === '1'
const sinks = Array.from({length: count}, () => { const h = createHash('md5'); let spare: any = null; return { async write(b: any) { if (hashing) h.update(b); const s=spare; spare=b.buffer; return ok(s) }, async finish() { return ok(hashing ? h.digest('hex') : '') } } })
const c0 = process.cpuUsage()
const t0 = performance.now()
const r: any = await runBounce({ session, media, order, module, sinks: sinks as any, version: 'x', startedAt: new Date(0), signal: new AbortController().signal as any, onProgress() {} })
const c = process.cpuUsage(c0)
if (!r.ok) throw new Error(JSON.stringify(r.error))
const scale = variant.includes('once') ? 1 : 20/minutes
if (hashing) { delete r.value.tookSeconds; console.log(createHash('md5').update(JSON.stringify(r.value, (k,v)=> /seconds|speed|took|startedAt|finished|date/i.test(k) ? 0 : v)).digest('hex'), JSON.stringify(r.value.deliverables.map((d: any)=>[d.id,d.integratedLufs,d.loudnessRangeLu,d.maxTruePeakDbtp,d.maxShortTermLufs,d.files.map((f: any)=>f.sha256)]))); console.log(JSON.stringify(r.value.nullTests ?? r.value.residuals ?? Object.keys(r.value))); if (process.env.DUMP) (await import('node:fs')).writeFileSync(process.env.DUMP, JSON.stringify(r.value,null,1)) }
else console.log(variant, 'CPU for 20 min:', ((c.user+c.system)/1e6*scale).toFixed(2), 'user', (c.user/1e6*scale).toFixed(2))
