package cn.juhui.platform.json;

import cn.juhui.platform.kernel.StoredAs;
import cn.juhui.platform.kernel.StoredName;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.type.TypeFactory;
import tools.jackson.databind.util.StdConverter;

/// The JSON of stored states and of events: ISO-8601 times, no nulls, unknown members ignored, members in the order of the
/// record (a question like `isZero()` is no member). A value of one of our sealed interfaces carries its [StoredName] in the member
/// `is`: renaming the class changes nothing that is stored. A value that is [StoredAs] another record is written and read as that one.
public final class StateMapper {

    public static final JsonMapper JSON =
            JsonMapper.builder()
                    .annotationIntrospector(new SealedTypes())
                    .changeDefaultPropertyInclusion(
                            all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .changeDefaultVisibility(members ->
                            members.withVisibility(
                                    PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE))
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
                    .build();

    private static final JsonMapper CANONICAL =
            JSON.rebuild().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

    private StateMapper() {}

    /// A value as a tree of maps, lists, strings, numbers and booleans.
    public static Map<String, Object> toTree(Object value) {
        return JSON.convertValue(value, TREE);
    }

    /// @throws tools.jackson.core.JacksonException when the tree is not of this form
    public static <T> T fromTree(Object tree, Class<T> type) {
        return JSON.convertValue(tree, type);
    }

    /// @throws tools.jackson.core.JacksonException when the bytes are not JSON of this form
    public static <T> T fromJson(byte[] json, Class<T> type) {
        return JSON.readValue(json, type);
    }

    public static byte[] toJson(Object value) {
        return JSON.writeValueAsBytes(value);
    }

    /// The same bytes for the same content, whatever the order of the members: what hashes are computed over.
    public static byte[] canonical(Map<String, ?> tree) {
        return CANONICAL.writeValueAsBytes(tree);
    }

    private static final class SealedTypes extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(
                MapperConfig<?> config, Annotated ann) {
            return isOurSealed(ann.getRawType())
                    ? JsonTypeInfo.Value.construct(
                            JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "is", null, false, null)
                    : super.findPolymorphicTypeInfo(config, ann);
        }

        @Override
        public @Nullable List<NamedType> findSubtypes(MapperConfig<?> config, Annotated a) {
            return isOurSealed(a.getRawType())
                    ? Arrays.stream(a.getRawType().getPermittedSubclasses())
                            .map(NamedType::new)
                            .toList()
                    : super.findSubtypes(config, a);
        }

        @Override
        public @Nullable String findTypeName(MapperConfig<?> config, AnnotatedClass type) {
            var stored = type.getRawType().getAnnotation(StoredName.class);
            if (stored != null) {
                return stored.value();
            }
            if (!type.getRawType().isInterface()
                    && Arrays.stream(type.getRawType().getInterfaces())
                            .anyMatch(SealedTypes::isOurSealed)) {
                throw new IllegalStateException(type.getRawType() + " has no @StoredName");
            }
            return super.findTypeName(config, type);
        }

        @Override
        public @Nullable Object findSerializationConverter(MapperConfig<?> config, Annotated ann) {
            return ann instanceof AnnotatedClass && isStoredAsAnother(ann.getRawType())
                    ? new ToForm(formOf(config, ann.getRawType()))
                    : super.findSerializationConverter(config, ann);
        }

        @Override
        public @Nullable Object findDeserializationConverter(
                MapperConfig<?> config, Annotated ann) {
            return ann instanceof AnnotatedClass && isStoredAsAnother(ann.getRawType())
                    ? FromForm.to(ann.getRawType(), formOf(config, ann.getRawType()))
                    : super.findDeserializationConverter(config, ann);
        }

        private static boolean isStoredAsAnother(Class<?> type) {
            return StoredAs.class.isAssignableFrom(type);
        }

        private static JavaType formOf(MapperConfig<?> config, Class<?> value) {
            return config.constructType(value).findTypeParameters(StoredAs.class)[0];
        }

        private static boolean isOurSealed(Class<?> type) {
            return type.isInterface()
                    && type.isSealed()
                    && type.getPackageName().startsWith("cn.juhui.");
        }
    }

    private static final class ToForm extends StdConverter<StoredAs<?>, Record> {

        private final JavaType form;

        ToForm(JavaType form) {
            this.form = form;
        }

        @Override
        public Record convert(StoredAs<?> value) {
            return value.stored();
        }

        @Override
        public JavaType getOutputType(TypeFactory types) {
            return form;
        }
    }

    private static final class FromForm extends StdConverter<Record, Object> {

        private final JavaType form;
        private final Constructor<?> constructor;

        private FromForm(JavaType form, Constructor<?> constructor) {
            this.form = form;
            this.constructor = constructor;
        }

        static FromForm to(Class<?> value, JavaType form) {
            try {
                var constructor = value.getDeclaredConstructor(form.getRawClass());
                constructor.setAccessible(true);
                return new FromForm(form, constructor);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(value + " can't be read from " + form, e);
            }
        }

        @Override
        public Object convert(Record stored) {
            try {
                return constructor.newInstance(stored);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Can't be read: " + stored.getClass(), e);
            }
        }

        @Override
        public JavaType getInputType(TypeFactory types) {
            return form;
        }

        @Override
        public JavaType getOutputType(TypeFactory types) {
            return types.constructType(constructor.getDeclaringClass());
        }
    }
}
