import { api, got, type Schemas } from './client'

export type Group = Schemas['Statistics']['groupBy'][number]

/** The figures, as what is read by programs: the same call makes a table for spreadsheets, too. */
export async function statistics(query: { from?: string; to?: string; merchantId?: string }, groupBy: Group[]): Promise<Schemas['Statistics']> {
  return (await got(api.GET('/v1/statistics', { params: { query: { ...query, groupBy } }, headers: { Accept: 'application/json' } }))) as Schemas['Statistics']
}
