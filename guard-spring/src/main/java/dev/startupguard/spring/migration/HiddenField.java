package dev.startupguard.spring.migration;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/**
 * Reads what a bean of a library is set to, where there is no getter. By name and type, so that a field of the same name in a
 * subclass of the application is not taken for it.
 */
final class HiddenField {

    private HiddenField() {}

    /** The value, or null where there is none or no such field. */
    static @Nullable Object read(Object bean, String name, Class<?> type) {
        Field field = ReflectionUtils.findField(bean.getClass(), name, type);
        if (field == null) {
            return null;
        }
        ReflectionUtils.makeAccessible(field);
        return ReflectionUtils.getField(field, bean);
    }
}
