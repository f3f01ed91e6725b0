package org.haat.edge;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says in plain words which field of a JSON body is at fault, without the reader's class names. */
final class JsonProblem {
    private JsonProblem() {}

    static Problem of(JsonProcessingException e) {
        // What a limit said while the body was read counts, not that the reader stumbled over it.
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return problem;
            }
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            String field = path(mapping);
            String message = message(mapping);
            List<Problem.Fault> faults = List.of(new Problem.Fault(field, "invalid", message, null));
            return new Problem(400, "invalid-json", field + ": " + message, faults);
        }
        JsonLocation at = e.getLocation();
        String where = at == null ? "" : " Look at line " + at.getLineNr() + ", column " + at.getColumnNr() + '.';
        return Problem.badRequest("invalid-json", "The body is not the JSON that belongs here." + where);
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : e.getPath()) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }

    private static String message(JsonMappingException e) {
        if (e instanceof PropertyBindingException unknown) {
            Collection<Object> known = unknown.getKnownPropertyIds();
            return "is not a field here" + (known == null || known.isEmpty() ? "." : "; the fields are " + known + '.');
        }
        if (e instanceof InvalidFormatException format && String.class.equals(format.getTargetType())) {
            return "holds a NUL character or half of a surrogate pair, which no text may.";
        }
        if (e instanceof MismatchedInputException mismatch) {
            return "must be " + kind(mismatch.getTargetType()) + '.';
        }
        return "does not fit.";
    }

    private static String kind(@Nullable Class<?> type) {
        if (type == null) {
            return "of another kind";
        }
        if (type.isEnum()) {
            return "one of " + List.of(type.getEnumConstants());
        }
        if (type == String.class) {
            return "text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == BigDecimal.class || type == double.class || type == Double.class) {
            return "a number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a whole number";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return Map.class.isAssignableFrom(type) || type.isRecord() ? "an object" : "a valid " + type.getSimpleName();
    }
}
