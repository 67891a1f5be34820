import type { DeliveryOrder } from './delivery.ts'
import type { DeliveryPlan } from './deliveryPlan.ts'

/** What stands beside the deliverables of a package: `prefix` before it, where a folder may hold several. */
export const PACKAGE_ENDINGS = {
  json: 'report.json',
  csv: 'report.csv',
  checks: 'checks.csv',
  html: 'report.html',
  checksums: 'checksums.sha256',
} as const

/** The names of the reports and of the checksums, in the order in which they are written. */
export const packageNames = (prefix: string): readonly string[] =>
  Object.values(PACKAGE_ENDINGS).map((ending) => `${prefix}${ending}`)

/** In the browser a folder may get several packages: each has its own reports and checksums. */
export const packagePrefix = ({ name }: DeliveryOrder): string => `${name}_`

/** Every file that an export leaves in its folder: the mixes, then the reports and the checksums. */
export const deliveredNames = ({ deliverables }: DeliveryPlan, prefix: string): readonly string[] => [
  ...deliverables.flatMap(({ files }) => files.map(({ name }) => name)),
  ...packageNames(prefix),
]
