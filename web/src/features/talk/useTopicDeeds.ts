import { wordsOf } from '../../api/errors'
import { toast } from '../../ui/toasts'
import { closeTopic, openTopic, reopenTopic } from './api'
import { t } from './t'
import type { Message } from './types'

/** Makes, closes and reopens questions; `changed` gets the entry as it is then. */
export function useTopicDeeds(changed: (entry: Message) => void) {
  async function run(work: Promise<{ entry: Message }>, word = ''): Promise<void> {
    try {
      changed((await work).entry)
      if (word) toast(word)
    } catch (e) {
      toast(wordsOf(e).title, { tone: 'failed' })
    }
  }
  return {
    asking: (e: Message, title: string) => run(openTopic(e.conversation, e.seq, title), t('topic.made')),
    closing: (e: Message, summary: string) => run(closeTopic(e.conversation, e.seq, summary)),
    reopening: (e: Message) => run(reopenTopic(e.conversation, e.seq)),
  }
}
