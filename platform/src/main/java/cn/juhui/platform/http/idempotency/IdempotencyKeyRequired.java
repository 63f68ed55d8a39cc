package cn.juhui.platform.http.idempotency;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A POST that does not work without an `Idempotency-Key`: 400 `IDEMPOTENCY_KEY_MISSING`.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface IdempotencyKeyRequired {}
