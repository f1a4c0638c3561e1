import { deleteDB } from 'idb'

/** The database that keeps a person's picked files; apart from the other, so that the first screens need not carry it. */
export const filesName = (person: string) => `magpie-files-${person}`

/** Forgets all picked files of a person; called at sign-out. An open page lets go of them by itself. */
export async function wipeFiles(person: string): Promise<void> {
  if (person && typeof indexedDB === 'object') await deleteDB(filesName(person)).catch(() => {})
}
