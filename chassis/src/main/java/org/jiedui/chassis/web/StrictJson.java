package org.jiedui.chassis.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.type.LogicalType;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;

/**
 * Reads a request record and refuses everything wrong with it at once: unknown properties, wrong types and violated
 * constraints of Bean Validation, each with its JSON pointer.
 */
@Singleton
public class StrictJson {
    private static final String FOUND = "jiedui.violations";

    private final ObjectMapper mapper;
    private final Validator validator;

    StrictJson(ObjectMapper mapper, Validator validator) {
        this.mapper = mapper.copy()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .addHandler(new Collector());
        for (var type : List.of(LogicalType.Integer, LogicalType.Float, LogicalType.Boolean)) {
            this.mapper
                    .coercionConfigFor(type)
                    .setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
        }
        this.mapper
                .coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        this.validator = validator;
    }

    /**
     * Reads one JSON document.
     *
     * @throws org.jiedui.chassis.problem.ProblemException {@code MALFORMED_REQUEST} when it is no JSON,
     *     {@code UNKNOWN_PROPERTY} or {@code INVALID_REQUEST} with all violations otherwise
     */
    public <T> T read(byte[] json, Type type) {
        try {
            return checked(read(mapper.getFactory().createParser(json), type));
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** The same for a document that was parsed already, such as the result of a merge patch. */
    public <T> T read(JsonNode json, Type type) {
        try {
            return checked(read(mapper.treeAsTokens(json), type));
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** Parses a document without a target type; refuses what is no JSON. */
    public JsonNode tree(byte[] json) {
        try {
            return mapper.readTree(json);
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    private record Read<T>(T value, List<Violation> violations) {}

    private <T> Read<T> read(JsonParser parser, Type type) throws IOException {
        JavaType target = mapper.constructType(type);
        var violations = new ArrayList<Violation>();
        try {
            T value = mapper.readerFor(target).withAttribute(FOUND, violations).readValue(parser);
            if (value == null) {
                violations.add(required(""));
            }
            return new Read<>(value, violations);
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof com.fasterxml.jackson.core.JsonParseException cause) {
                throw cause;
            }
            violations.add(wrongType(pointer(e.getPath()), target));
            return new Read<>(null, violations);
        }
    }

    private <T> T checked(Read<T> read) {
        var byPointer = new LinkedHashMap<String, Violation>();
        read.violations.forEach(v -> byPointer.putIfAbsent(v.pointer(), v));
        if (read.value != null) {
            for (ConstraintViolation<T> violation : validator.validate(read.value)) {
                var found = violation(violation);
                byPointer.putIfAbsent(found.pointer(), found);
            }
        }
        if (byPointer.isEmpty()) {
            return read.value;
        }
        var all = List.copyOf(byPointer.values());
        var problem = all.stream().allMatch(v -> v.code().equals("UNKNOWN_PROPERTY"))
                ? CommonProblem.UNKNOWN_PROPERTY
                : CommonProblem.INVALID_REQUEST;
        throw problem.violations(all);
    }

    /**
     * The constraint's message is {@code CODE|中文|English}; constraints of the standard have theirs in
     * {@code ValidationMessages.properties} in the same form.
     */
    private static Violation violation(ConstraintViolation<?> violation) {
        var pointer = new StringBuilder();
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            } else if (node.getKey() != null) {
                pointer.append('/').append(node.getKey());
            }
            if (node.getName() != null && !node.getName().startsWith("<")) {
                pointer.append('/').append(node.getName());
            }
        }
        var text = violation.getMessage().split("\\|", 3);
        return text.length == 3
                ? new Violation(pointer.toString(), text[0], text[1], text[2])
                : new Violation(pointer.toString(), "INVALID", violation.getMessage(), violation.getMessage());
    }

    private static RuntimeException malformed(IOException e) {
        if (e instanceof JsonProcessingException json && json.getLocation() != null) {
            var at = json.getLocation();
            return CommonProblem.MALFORMED_REQUEST.detail(
                    "不是有效的 JSON（第 %d 行第 %d 列）".formatted(at.getLineNr(), at.getColumnNr()),
                    "Not valid JSON (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr()));
        }
        return CommonProblem.MALFORMED_REQUEST.detail("不是有效的 JSON", "Not valid JSON");
    }

    private static String pointer(List<JsonMappingException.Reference> path) {
        var pointer = new StringBuilder();
        for (var step : path) {
            pointer.append('/').append(step.getFieldName() != null ? step.getFieldName() : step.getIndex());
        }
        return pointer.toString();
    }

    private static String pointer(JsonParser parser) {
        return parser.getParsingContext().pathAsPointer(true).toString();
    }

    private static Violation required(String pointer) {
        return new Violation(pointer, "REQUIRED", "必填", "Required");
    }

    private static Violation wrongType(String pointer, JavaType target) {
        var raw = target.getRawClass();
        if (raw.isEnum()) {
            return new Violation(pointer, "UNKNOWN_CODE", "不在代码表中", "Not in the code list");
        }
        var name = raw.getSimpleName().toLowerCase(Locale.ROOT);
        return new Violation(pointer, "WRONG_TYPE", "类型或格式错误，应为 " + name, "Wrong type or format, expected " + name);
    }

    /** Notes what is wrong and reads on, so that one answer tells everything. */
    private static final class Collector extends DeserializationProblemHandler {
        @SuppressWarnings("unchecked")
        private static boolean note(DeserializationContext context, Violation violation) {
            var found = (List<Violation>) context.getAttribute(FOUND);
            if (found == null) {
                return false;
            }
            found.add(violation);
            return true;
        }

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context, JsonParser parser, JsonDeserializer<?> to, Object bean, String name)
                throws IOException {
            var known = note(context, new Violation(pointer(parser), "UNKNOWN_PROPERTY", "未知属性", "Unknown property"));
            if (known) {
                parser.skipChildren();
            }
            return known;
        }

        @Override
        public Object handleWeirdStringValue(DeserializationContext c, Class<?> type, String value, String message)
                throws IOException {
            return wrong(c, c.constructType(type), message);
        }

        @Override
        public Object handleWeirdNumberValue(DeserializationContext c, Class<?> type, Number value, String message)
                throws IOException {
            return wrong(c, c.constructType(type), message);
        }

        @Override
        public Object handleUnexpectedToken(
                DeserializationContext c, JavaType type, JsonToken token, JsonParser parser, String message)
                throws IOException {
            var value = wrong(c, type, message);
            parser.skipChildren();
            return value;
        }

        @Override
        public Object handleInstantiationProblem(
                DeserializationContext c, Class<?> type, Object argument, Throwable cause) throws IOException {
            return wrong(c, c.constructType(type), cause.getMessage());
        }

        @Override
        public Object handleMissingInstantiator(
                DeserializationContext c, Class<?> type, ValueInstantiator instantiator, JsonParser p, String message)
                throws IOException {
            var value = wrong(c, c.constructType(type), message);
            p.skipChildren();
            return value;
        }

        private static Object wrong(DeserializationContext c, JavaType type, String message) throws IOException {
            if (!note(c, wrongType(pointer(c.getParser()), type))) {
                throw JsonMappingException.from(c.getParser(), message);
            }
            return type.isPrimitive()
                    ? com.fasterxml.jackson.databind.util.ClassUtil.defaultValue(type.getRawClass())
                    : null;
        }
    }
}
