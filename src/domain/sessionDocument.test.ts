import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { applyCommand } from './commands.ts'
import { looksLikeDocument, readDocument, sessionDocument } from './sessionDocument.ts'
import { readSession } from './sessionSchema.ts'

const session = sessionFixture([{ name: 'Sea' }, { name: 'Storm "loud" 🌊', faderDb: null }])
const text = sessionDocument(session)

describe('a session document', () => {
  it('brings back the session', () => {
    expect(readDocument(text, readSession)).toEqual({ ok: true, value: session })
    expect(readDocument(`\uFEFF${text.replaceAll('\n', '\r\n')}`, readSession)).toEqual({
      ok: true,
      value: session,
    })
  })

  it('does not depend on the order in which fields were made', () => {
    const turned = (value: unknown): unknown =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, inner]) => [key, turned(inner)]),
          )
        : Array.isArray(value)
          ? value.map(turned)
          : value
    expect(sessionDocument(turned(session) as typeof session)).toBe(text)
  })

  it('differs in one line where one level differs', () => {
    const next = sessionDocument(
      applyCommand(session, { type: 'track/setPan', track: '2', pan: -0.25 }),
    ).split('\n')
    const differing = text
      .split('\n')
      .flatMap((line, index) => (line === next[index] ? [] : [next[index]?.trim()]))
    expect(differing).toEqual(['"pan": -0.25,'])
    expect(
      text
        .split('\n')
        .slice(0, 4)
        .map((line) => line.trim()),
    ).toEqual(['{', '"format": "dubstage-session",', '"version": 1,', '"title": "Fixture",'])
  })

  it('is known by how it begins', () => {
    expect(looksLikeDocument(text.slice(0, 200))).toBe(true)
    expect(looksLikeDocument('{"name":"package"}')).toBe(false)
    expect(looksLikeDocument('RIFF')).toBe(false)
  })

  it('is refused by name when it is cut off anywhere, or changed at any place', () => {
    fc.assert(
      fc.property(fc.nat(text.trimEnd().length - 1), (at) => {
        expect(readDocument(text.slice(0, at), readSession)).toMatchObject({
          error: { code: 'session/invalid' },
        })
      }),
    )
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.string({ minLength: 1, maxLength: 3 }), (at, put) => {
        const read = readDocument(text.slice(0, at) + put + text.slice(at + 1), readSession)
        if (!read.ok) expect(['session/invalid', 'shelf/newer']).toContain(read.error.code)
        else expect(readSession(read.value)).toEqual(read)
      }),
    )
    expect(readDocument(text.replace('"version": 1', '"version": 9'), readSession)).toMatchObject({
      error: { code: 'shelf/newer', version: 9 },
    })
    expect(readDocument('{"format":"other"}', readSession)).toMatchObject({
      error: { code: 'session/invalid' },
    })
  })
})
