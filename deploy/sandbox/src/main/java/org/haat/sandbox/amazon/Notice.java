package org.haat.sandbox.amazon;

import java.time.Instant;

/**
 * A notification on its way into a queue.
 *
 * @param queue name of the queue
 * @param due when it is sent next
 * @param tries how often it was sent in vain
 */
public record Notice(long id, String account, String type, String queue, String body, Instant due, int tries) {
    Notice again(Instant later) {
        return new Notice(id, account, type, queue, body, later, tries + 1);
    }
}
