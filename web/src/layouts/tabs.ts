import type { Router } from 'vue-router'
import type { Session } from '../api/types'
import { t } from '../i18n'
import type { TabItem } from '../ui/tabs'

/** The tabs of a person; those marked `desk` stand only in the rail. A room that has no screen yet has no tab either, so that nothing leads nowhere. */
export function tabsFor(s: Session, router: Router): TabItem[] {
  const own = s.classes?.[0]?.id ?? ''
  const talk: TabItem = { key: 'talk', label: t('nav.chat'), icon: 'chat', to: '/talk' }
  const album: TabItem = { key: 'album', label: t('nav.album'), icon: 'image', to: '/albums' }
  const me: TabItem = { key: 'me', label: t('nav.me'), icon: 'person', to: '/me' }
  const staff: TabItem[] = [
    { key: 'today', label: t('nav.today'), icon: 'sun', to: '/today' },
    { key: 'class', label: t('nav.class'), icon: 'board', to: `/class/${own}` },
    talk,
    { key: 'students', label: t('nav.students'), icon: 'people', to: `/students/${own}`, desk: true },
    album, me,
  ]
  const family: TabItem[] = [{ key: 'home', label: t('nav.home'), icon: 'home', to: '/feed' }, talk, album, me]
  const all = s.person?.role === 'staff' ? staff : s.person?.role === 'student' ? [talk, me] : family
  return all.filter((x) => router.resolve(x.to).name !== 'absent')
}
