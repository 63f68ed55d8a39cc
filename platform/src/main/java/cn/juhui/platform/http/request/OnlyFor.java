package cn.juhui.platform.http.request;

import cn.juhui.contracts.Role;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Beside a query parameter: who may send it. From a caller with none of these roles it is refused (400 `INVALID_INPUT`, its place
/// `PARAMETER_NOT_ALLOWED`), never ignored.
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface OnlyFor {
    Role[] value();
}
