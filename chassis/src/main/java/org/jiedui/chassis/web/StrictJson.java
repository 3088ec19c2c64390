package org.jiedui.chassis.web;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import jakarta.validation.constraints.AssertFalse;
import jakarta.validation.constraints.AssertTrue;
import java.io.IOException;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;

/**
 * Reads a request record and refuses everything wrong with it at once: unknown properties, wrong types and violated
 * constraints of Bean Validation, each with its JSON pointer. What is wrong is taken out of the tree before it is bound,
 * so that one fault does not hide the next.
 */
@Singleton
public class StrictJson {
    /** Years from 1800: older than any person or rule, and every store holds them. */
    private static final Pattern DAY = Pattern.compile("(1[89]|[2-9]\\d)\\d{2}-\\d{2}-\\d{2}");

    private static final Pattern MOMENT = Pattern.compile("(1[89]|[2-8]\\d)\\d{2}-.+");

    private final ObjectMapper mapper;
    private final Validator validator;
    private final Map<Class<?>, Map<String, JavaType>> shapes = new ConcurrentHashMap<>();

    StrictJson(ObjectMapper mapper, Validator validator) {
        this.mapper = mapper.copy()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        for (var type : List.of(LogicalType.Integer, LogicalType.Float, LogicalType.Boolean)) {
            this.mapper
                    .coercionConfigFor(type)
                    .setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
        }
        this.mapper.coercionConfigFor(LogicalType.Enum).setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
        this.mapper
                .coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        this.mapper.configOverride(LocalDate.class).setFormat(JsonFormat.Value.forLeniency(false));
        this.validator = validator;
    }

    /**
     * Reads one JSON document.
     *
     * @throws org.jiedui.chassis.problem.ProblemException {@code MALFORMED_REQUEST} when it is no JSON,
     *     {@code UNKNOWN_PROPERTY} or {@code INVALID_REQUEST} with all violations otherwise
     */
    public <T> T read(byte[] json, Type type) {
        return read(tree(json), type);
    }

    /** The same for a document that was parsed already, such as the result of a merge patch. */
    public <T> T read(JsonNode json, Type type) {
        JavaType target = mapper.constructType(type);
        var found = new LinkedHashMap<String, Violation>();
        T value = null;
        if (cleanse(json, target, "", found)) {
            value = bind(json, target);
            if (value == null) {
                add(found, new Violation("", "REQUIRED", "必填", "Required"));
            } else {
                for (ConstraintViolation<T> violation : validator.validate(value)) {
                    note(violation, found);
                }
            }
        }
        if (found.isEmpty()) {
            return value;
        }
        var all = List.copyOf(found.values());
        throw (all.stream().allMatch(v -> v.code().equals("UNKNOWN_PROPERTY"))
                        ? CommonProblem.UNKNOWN_PROPERTY
                        : CommonProblem.INVALID_REQUEST)
                .violations(all);
    }

    /** What Bean Validation says of a value that was made otherwise than from JSON; empty when nothing is wrong. */
    public List<Violation> check(Object value) {
        var found = new LinkedHashMap<String, Violation>();
        for (var violation : validator.validate(value)) {
            note(violation, found);
        }
        return List.copyOf(found.values());
    }

    /**
     * As {@link #read(byte[], Type)}, for documents by the hundred thousand: binds at once and takes the careful way only
     * when something is wrong.
     */
    public <T> T readMany(byte[] json, Class<T> type) {
        if (hasEscapes(json)) {
            return read(json, type);
        }
        T value;
        try {
            value = mapper.readerFor(type)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(json);
        } catch (IOException e) {
            return read(json, type);
        }
        return value == null || !validator.validate(value).isEmpty() ? read(json, type) : value;
    }

    /** Only an escape can bring in a letter that is not allowed: as they are, JSON has no control or half characters. */
    private static boolean hasEscapes(byte[] json) {
        for (var octet : json) {
            if (octet == '\\') {
                return true;
            }
        }
        return false;
    }

    /** Parses a document without a target type; refuses what is no JSON, duplicate names included. */
    public JsonNode tree(byte[] json) {
        try {
            return mapper.readTree(json);
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** Notes what is wrong at and below the node and removes it; false when the node itself is wrong. */
    private boolean cleanse(JsonNode node, JavaType type, String pointer, Map<String, Violation> found) {
        if (node.isNull() || node.isMissingNode()) {
            return true;
        }
        if (type.isCollectionLikeType() || type.isArrayType()) {
            if (!(node instanceof ArrayNode array)) {
                return wrong(type, pointer, found);
            }
            for (var i = array.size() - 1; i >= 0; i--) {
                if (!cleanse(array.get(i), type.getContentType(), pointer + "/" + i, found)) {
                    array.setNull(i);
                }
            }
            return true;
        }
        if (type.isMapLikeType()) {
            if (!(node instanceof ObjectNode object)) {
                return wrong(type, pointer, found);
            }
            return cleanse(object, name -> type.getContentType(), pointer, found);
        }
        if (isStructured(type.getRawClass())) {
            if (!(node instanceof ObjectNode object)) {
                return wrong(type, pointer, found);
            }
            return cleanse(object, shape(type.getRawClass())::get, pointer, found);
        }
        if (node.isTextual() && !isWritten(node.textValue())) {
            add(
                    found,
                    new Violation(
                            pointer,
                            "CONTROL_CHARACTERS",
                            "含有控制字符或不完整的字符",
                            "Has control characters or half characters"));
            return false;
        }
        if (!isOfForm(node, type.getRawClass())) {
            return wrong(type, pointer, found);
        }
        try {
            bind(node, type);
            return true;
        } catch (IllegalArgumentException e) {
            return wrong(type, pointer, found);
        }
    }

    /** Whether a text holds nothing that nobody writes: no control characters but line ends and tabs, no half characters. */
    private static boolean isWritten(String text) {
        return text.codePoints()
                .allMatch(c -> Character.isISOControl(c)
                        ? c == '\n' || c == '\r' || c == '\t'
                        : Character.getType(c) != Character.SURROGATE);
    }

    /**
     * Whether the document's form is the promised one where the mapper is more generous: a day is {@code YYYY-MM-DD} of a
     * year that every store can hold, a moment lies in such a year too, a time is a text, and an empty text is no value of
     * a type that is not text.
     */
    private static boolean isOfForm(JsonNode node, Class<?> type) {
        if (type == LocalDate.class) {
            return node.isTextual() && DAY.matcher(node.textValue()).matches();
        }
        if (type == Instant.class) {
            return node.isTextual() && MOMENT.matcher(node.textValue()).matches();
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return node.isTextual() && !node.textValue().isEmpty();
        }
        return !node.isTextual() || !node.textValue().isEmpty() || type == String.class;
    }

    private boolean cleanse(
            ObjectNode object,
            java.util.function.Function<String, JavaType> typeOf,
            String pointer,
            Map<String, Violation> found) {
        var bad = new ArrayList<String>();
        object.properties().forEach(property -> {
            var at = pointer + "/" + property.getKey().replace("~", "~0").replace("/", "~1");
            var type = typeOf.apply(property.getKey());
            if (type == null) {
                add(found, new Violation(at, "UNKNOWN_PROPERTY", "未知属性", "Unknown property"));
                bad.add(property.getKey());
            } else if (!cleanse(property.getValue(), type, at, found)) {
                bad.add(property.getKey());
            }
        });
        object.remove(bad);
        return true;
    }

    private Map<String, JavaType> shape(Class<?> record) {
        return shapes.computeIfAbsent(record, type -> {
            var properties = new LinkedHashMap<String, JavaType>();
            for (var component : type.getRecordComponents()) {
                properties.put(component.getName(), mapper.constructType(component.getGenericType()));
            }
            return properties;
        });
    }

    private static boolean isStructured(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getDeclaredMethods()).noneMatch(m -> m.isAnnotationPresent(JsonCreator.class))
                && Arrays.stream(type.getDeclaredConstructors())
                        .noneMatch(c -> c.isAnnotationPresent(JsonCreator.class));
    }

    private <T> T bind(JsonNode node, JavaType type) {
        try {
            return mapper.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void add(Map<String, Violation> found, Violation violation) {
        found.putIfAbsent(violation.pointer(), violation);
    }

    private static boolean wrong(JavaType type, String pointer, Map<String, Violation> found) {
        var raw = type.getRawClass();
        if (raw.isEnum()) {
            add(found, new Violation(pointer, "UNKNOWN_CODE", "不在代码表中", "Not in the code list"));
        } else {
            var name = type.isCollectionLikeType()
                    ? "array"
                    : raw.isRecord() && isStructured(raw)
                            ? "object"
                            : raw.getSimpleName().toLowerCase(Locale.ROOT);
            add(
                    found,
                    new Violation(
                            pointer, "WRONG_TYPE", "类型或格式错误，应为 " + name, "Wrong type or format, expected " + name));
        }
        return false;
    }

    /**
     * The constraint's message is {@code CODE|中文|English}; constraints of the standard have theirs in
     * {@code ValidationMessages.properties} in the same form.
     */
    private static void note(ConstraintViolation<?> violation, Map<String, Violation> found) {
        var pointer = new StringBuilder();
        var last = 0;
        for (Path.Node node : violation.getPropertyPath()) {
            last = pointer.length();
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            } else if (node.getKey() != null) {
                pointer.append('/').append(node.getKey());
            }
            if (node.getName() != null && !node.getName().startsWith("<")) {
                pointer.append('/').append(node.getName());
            }
        }
        // A rule about several properties is a method of the record: it points to the object, and does not hide
        // another.
        var several = isOfSeveral(violation);
        if (several) {
            pointer.setLength(last);
        }
        var text = violation.getMessage().split("\\|", 3);
        var noted = text.length == 3
                ? new Violation(pointer.toString(), text[0], text[1], text[2])
                : new Violation(pointer.toString(), "INVALID", violation.getMessage(), violation.getMessage());
        found.putIfAbsent(several ? noted.pointer() + "\n" + noted.code() : noted.pointer(), noted);
    }

    /** Only methods that assert something: other constraints choose the property that they point to themselves. */
    private static boolean isOfSeveral(ConstraintViolation<?> violation) {
        var annotation = violation.getConstraintDescriptor().getAnnotation();
        if (!(annotation instanceof AssertTrue || annotation instanceof AssertFalse)) {
            return false;
        }
        String name = null;
        for (Path.Node node : violation.getPropertyPath()) {
            name = node.getName();
        }
        var property = name;
        var record = violation.getLeafBean().getClass();
        return record.isRecord()
                && Arrays.stream(record.getRecordComponents())
                        .noneMatch(component -> component.getName().equals(property));
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
}
