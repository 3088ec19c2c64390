package org.jiedui.chassis.idempotency;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a resource method that answers POST: runs it in one transaction, and when the caller sent an
 * {@code Idempotency-Key}, in that same transaction stores the answer under the key, so that a repetition gets the first
 * answer byte for byte and has no effect. The method returns {@link jakarta.ws.rs.core.Response}. Only successful
 * answers are kept; a refusal changed nothing and may be tried again with the same key.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Idempotent {}
