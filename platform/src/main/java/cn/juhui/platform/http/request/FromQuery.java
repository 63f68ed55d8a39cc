package cn.juhui.platform.http.request;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A record whose components are query parameters of the same names, for calls that have them in common: a controller takes it as
/// a method argument. A component is a text (null when it isn't sent), or a list of texts for a parameter that may come more than once.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface FromQuery {}
