package org.haat.catalog.sql;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.inject.Singleton;
import jakarta.persistence.Column;
import java.io.IOException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes any number of rows with one statement, in the transaction under way. A row is a record or an entity whose fields
 * are named as the columns are, in camel case; the rows travel as one JSON document and PostgreSQL reads them as rows of
 * the table, so that no list of columns is kept by hand. Columns that the database fills by itself are left to it.
 */
@Singleton
public class Bulk {
    private static final JsonMapper JSON = mapper();
    private final Sql sql;

    public Bulk(Sql sql) {
        this.sql = sql;
    }

    /**
     * @param onConflict {@code ON CONFLICT ...} or empty
     * @return how many rows were written
     */
    public int insert(String table, Collection<?> rows, String onConflict) {
        if (rows.isEmpty()) {
            return 0;
        }
        String columns = String.join(", ", columns(rows));
        return sql.update(
                "INSERT INTO " + table + " (" + columns + ") SELECT " + columns + " FROM json_populate_recordset(NULL::"
                        + table + ", ?::json) " + onConflict,
                json(rows));
    }

    /**
     * Sets the other columns of the rows that have these keys.
     *
     * @throws IllegalStateException if a row is not there
     */
    public void update(String table, List<String> keys, Collection<?> rows) {
        if (rows.isEmpty()) {
            return;
        }
        String values = columns(rows).stream()
                .filter(column -> !keys.contains(column))
                .map(column -> column + " = r." + column)
                .collect(Collectors.joining(", "));
        String same = keys.stream().map(key -> "t." + key + " = r." + key).collect(Collectors.joining(" AND "));
        int updated = sql.update(
                "UPDATE " + table + " AS t SET " + values + " FROM json_populate_recordset(NULL::" + table
                        + ", ?::json) AS r WHERE " + same,
                json(rows));
        if (updated != rows.size()) {
            throw new IllegalStateException(updated + " of " + rows.size() + " rows of " + table + " were changed");
        }
    }

    private static Set<String> columns(Collection<?> rows) {
        JsonNode first = JSON.valueToTree(rows.iterator().next());
        Set<String> columns = new LinkedHashSet<>();
        for (Iterator<String> names = first.fieldNames(); names.hasNext(); ) {
            columns.add(names.next());
        }
        return columns;
    }

    /** The rows as PostgreSQL's {@code json_populate_recordset} reads them. */
    public static String json(Collection<?> rows) {
        try {
            return JSON.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(rows.size() + " rows cannot be written as JSON", e);
        }
    }

    private static JsonMapper mapper() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(new SimpleModule().addSerializer(byte[].class, new Bytea()))
                .visibility(PropertyAccessor.ALL, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .annotationIntrospector(new WritableColumns())
                .build();
    }

    /** Leaves out what the database fills by itself. */
    private static final class WritableColumns extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public boolean hasIgnoreMarker(AnnotatedMember member) {
            Column column = member.getAnnotation(Column.class);
            return (column != null && !column.insertable()) || super.hasIgnoreMarker(member);
        }
    }

    /** Bytes as PostgreSQL reads them from text. */
    private static final class Bytea extends StdSerializer<byte[]> {
        private static final long serialVersionUID = 1;

        Bytea() {
            super(byte[].class);
        }

        @Override
        public void serialize(byte[] value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString("\\x" + HexFormat.of().formatHex(value));
        }
    }
}
