import fc from 'fast-check'
import { expect, it } from 'vitest'
import { emptySession } from './session.ts'
import { type HistoryStep, Steps } from './steps.ts'

const session = emptySession()
const step = (label: string): HistoryStep => ({ label, session })

it('every list of steps stays what it was, whatever is made of it', () => {
  const choice = fc.record({ of: fc.nat(), push: fc.boolean() })
  fc.assert(
    fc.property(fc.array(choice, { maxLength: 80 }), (choices) => {
      const lists: { readonly steps: Steps; readonly model: readonly HistoryStep[] }[] = [
        { steps: Steps.none, model: [] },
      ]
      for (const [n, { of, push }] of choices.entries()) {
        // Mostly the latest, as in a history; else any that there ever was.
        const from = lists.at(of % 3 === 0 ? of % lists.length : -1)
        if (!from) throw new Error('no list')
        const next = step(`${n}`)
        lists.push(
          push
            ? { steps: from.steps.with(next), model: [...from.model, next] }
            : { steps: from.steps.withoutLast(), model: from.model.slice(0, -1) },
        )
      }
      for (const { steps, model } of lists) {
        expect([...steps]).toEqual(model)
        expect(steps).toHaveLength(model.length)
        for (const index of [0, 1, -1, -2, model.length, -model.length]) {
          expect(steps.at(index)).toBe(model.at(index))
        }
      }
    }),
  )
})
