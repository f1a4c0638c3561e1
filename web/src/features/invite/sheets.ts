import type { Slip } from './api'

const onPage = 8

/** The slips that can be printed, eight to a page: only open ones have a code. With `student` just that child's. */
export function sheets(all: readonly Slip[], student = ''): Slip[][] {
  const open = all.filter((s) => s.state === 'open' && (!student || s.student === student))
  const pages: Slip[][] = []
  for (let i = 0; i < open.length; i += onPage) pages.push(open.slice(i, i + onPage))
  return pages
}

/** What stands before /join on paper: the host of the invitation, without the scheme that nobody types. */
export function hostOf(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/.*$/, '')
}
