package org.haat.channelsync.console;

import org.haat.channelsync.safety.Kind;
import org.haat.channelsync.safety.MassChange;
import org.haat.look.Language;
import org.haat.look.Messages;

/**
 * A listing of a mass change as a person reads it.
 *
 * @param there what the channel has: a number of pieces or a price with its MRP; empty for a listing as a whole
 * @param then what it would get
 */
record MassChangeLine(String sku, String title, String there, String then) {
    static MassChangeLine of(MassChange.Line line, Kind kind, Messages messages, Language language) {
        PendingWords words = new PendingWords(messages, language);
        return kind == Kind.END
                ? new MassChangeLine(line.sku(), line.title(), "", "")
                : new MassChangeLine(
                        line.sku(),
                        line.title(),
                        words.value(kind.facet(), line.applied()),
                        words.value(kind.facet(), line.desired()));
    }
}
