package cn.juhui.platform.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a state of a sealed interface is called in stored documents. It stays when the class gets another name; two states of
/// one interface have different ones.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface StoredName {

    String value();
}
