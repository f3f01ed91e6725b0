package org.haat.sandbox.journal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The entities of one kind, by key, in the order they first came; each change is in the journal when the method returns. */
public final class Shelf<T> {
    private final Journal journal;
    private final String kind;
    private final Map<String, T> entities = new LinkedHashMap<>();

    public Shelf(Journal journal, String kind, Class<T> type) {
        this.journal = journal;
        this.kind = kind;
        read(journal.take(this, kind), type);
    }

    private void read(Map<String, byte[]> lines, Class<T> type) {
        Iterator<Map.Entry<String, byte[]>> each = lines.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<String, byte[]> line = each.next();
            try {
                T entity = Json.MAPPER.treeToValue(
                        Json.MAPPER.readTree(line.getValue()).get("value"), type);
                entities.put(line.getKey(), entity);
                each.remove();
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The journal holds a " + kind + " that cannot be read: " + line.getKey(), e);
            }
        }
    }

    public Optional<T> find(String key) {
        return Optional.ofNullable(entities.get(key));
    }

    public void put(String key, T entity) {
        entities.put(key, entity);
        journal.put(kind, key, entity);
    }

    public void remove(String key) {
        if (entities.remove(key) != null) {
            journal.remove(kind, key);
        }
    }

    public Collection<T> all() {
        return Collections.unmodifiableCollection(entities.values());
    }

    void writeTo(BufferedWriter writer) throws IOException {
        Journal.write(writer, kind, entities);
    }
}
