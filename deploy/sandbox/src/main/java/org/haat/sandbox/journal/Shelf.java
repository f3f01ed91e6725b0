package org.haat.sandbox.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
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
        journal.takeReplayed(kind).forEach((key, node) -> {
            try {
                entities.put(key, Json.MAPPER.treeToValue(node, type));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException("The journal holds a " + kind + " that cannot be read: " + key, e);
            }
        });
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
}
