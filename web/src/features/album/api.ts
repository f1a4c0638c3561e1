import { address, api } from '../../api/client'
import type { AlbumAdded, AlbumBook, AlbumCheck, AlbumPicture, AlbumPrint, AlbumShelf, AlbumStorage, AlbumView } from '../../api/schema'

/** An album in a list; its numbers and its cover are of what the reader may see. */
export type Shelf = AlbumShelf

/** A picture as a reader sees it: `id` is its file, `picture` its place in the album. */
export type Picture = AlbumPicture

/** An album with a page of its pictures. */
export type Album = AlbumView

/** How far pictures with a child in them may reach; its own guardians are always let in. */
export type Level = 'class' | 'staff' | 'nobody'

/** What a family agreed to: what counts, and the reader's own answer. */
export interface Consent { pictures: Level; own?: Level | '' }

/** A page of a list. */
export interface Page<T> { items: T[]; next?: string }

/** A child as staff tag it. */
export interface Pupil { id: string; name: string; seat: number }

/** The operations of the album room; the server says who may. */
export const album = {
  shelves: (cls: string, after?: string) => api.get<Page<Shelf>>(`/classes/${cls}/albums`, { after, limit: 20 }),
  allShelves: (cls: string) => api.list<Shelf>(`/classes/${cls}/albums`),
  open: (cls: string, body: { title: string; day: string; pictures: AlbumAdded[] }, key: string) => api.post<{ id: string }>(`/classes/${cls}/albums`, body, key),
  read: (id: string, after?: string) => api.get<Album>(`/albums/${id}`, { after, limit: 60 }),
  add: (id: string, student: string, pictures: AlbumAdded[], key: string) => api.post(`/albums/${id}/pictures`, { student: student || undefined, pictures }, key),
  of: (student: string) => api.list<Picture>(`/children/${student}/pictures`),
  waiting: (cls: string) => api.list<Picture>(`/classes/${cls}/pictures/waiting`),
  approve: (picture: string) => api.post(`/pictures/${picture}/approve`),
  refuse: (picture: string) => api.post(`/pictures/${picture}/refuse`),
  caption: (picture: string, caption: string) => api.put(`/pictures/${picture}`, { caption }),
  remove: (picture: string) => api.delete(`/pictures/${picture}`),
  tag: (picture: string, students: string[]) => api.put<AlbumCheck>(`/pictures/${picture}/tags`, { students }),
  check: (cls: string, students: string[]) => api.post<AlbumCheck>(`/classes/${cls}/pictures/check`, { students }),
  pupils: (cls: string) => api.list<Pupil>(`/classes/${cls}/students`),
  consent: (student: string) => api.get<Consent>(`/children/${student}/consent`),
  agree: (student: string, pictures: Level) => api.put(`/children/${student}/consent`, { pictures }),
  book: (cls: string) => api.get<AlbumBook>(`/classes/${cls}/book`),
  writeBook: (cls: string, book: AlbumBook) => api.put(`/classes/${cls}/book`, book),
  storage: (cls: string) => api.get<AlbumStorage>(`/classes/${cls}/storage`),
  print: (cls: string, student?: string) => api.get<AlbumPrint>(`/classes/${cls}/book/view`, { student }),
}

/** The address of an album, or of some of its pictures, as one file to save. */
export const zipOf = (id: string, pictures: readonly string[] = []) => address(`/albums/${id}/zip`, { pictures: pictures.join(',') || undefined })

/** The address of all that the school holds for a family, as one file that opens without a server. */
export const exportOf = (student: string) => address(`/children/${student}/export`)
