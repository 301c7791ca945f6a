package tv.exstream.server.http;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.util.function.Predicate;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import org.jspecify.annotations.Nullable;

/**
 * A component of a request's record that is neither {@code @Nullable} nor an Optional must be in the body: missing, it
 * is refused by name and no null ever reaches the record.
 */
public final class RequiredProperties extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    private final transient Predicate<Class<?>> defaulted;

    /** @param defaulted types whose absence has a meaning of its own, beside those of optional components */
    public RequiredProperties(Predicate<Class<?>> defaulted) {
        this.defaulted = defaulted;
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
        if (annotated instanceof AnnotatedParameter parameter && required(parameter)) {
            return JsonSetter.Value.forValueNulls(Nulls.FAIL);
        }
        return JsonSetter.Value.empty();
    }

    private boolean required(AnnotatedParameter parameter) {
        if (!parameter.getDeclaringClass().isRecord()
                || parameter.getRawType().getName().startsWith("java.util.Optional")
                || defaulted.test(parameter.getRawType())
                || !(parameter.getOwner().getMember() instanceof Executable constructor)) {
            return false;
        }
        // @Nullable annotates the type, which Jackson's own view of annotations leaves out
        AnnotatedType[] types = constructor.getAnnotatedParameterTypes();
        return parameter.getIndex() < types.length && !types[parameter.getIndex()].isAnnotationPresent(Nullable.class);
    }
}
