package cn.juhui.platform.http.body;

import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/// What a body is must be said in a way that can be understood before anybody reads it: one `Content-Type` that is one, JSON in UTF-8
/// (RFC 8259), and nothing compressed: 415 otherwise. Where no body comes, it is of no interest what it would be: the headers are hidden.
public final class BodyFormFilter extends OncePerRequestFilter {

    private static final Set<String> WITHOUT_BODIES = Set.of("GET", "HEAD", "OPTIONS", "DELETE");
    private static final Set<Charset> OF_JSON =
            Set.of(StandardCharsets.UTF_8, StandardCharsets.US_ASCII);

    private final Problems problems;

    public BodyFormFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (WITHOUT_BODIES.contains(request.getMethod()) && !hasBody(request)) {
            chain.doFilter(new BodilessRequest(request), response);
        } else if (!isPlain(request)) {
            response.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
            problems.write(
                    request, response, ProblemException.of(415, "CONTENT_ENCODING_UNSUPPORTED"));
        } else if (!isUnderstood(request)) {
            problems.write(request, response, ProblemException.of(415, "MEDIA_TYPE_UNSUPPORTED"));
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private static boolean isPlain(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)).stream()
                .allMatch(encoding -> encoding.isBlank() || encoding.equalsIgnoreCase("identity"));
    }

    private static boolean isUnderstood(HttpServletRequest request) {
        var types = Collections.list(request.getHeaders(HttpHeaders.CONTENT_TYPE));
        return types.isEmpty() || (types.size() == 1 && isUnderstood(types.getFirst()));
    }

    private static boolean isUnderstood(String text) {
        try {
            var type = MediaType.parseMediaType(text);
            return type.isConcrete() && (!isJson(type) || isOfJson(type.getCharset()));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static boolean isJson(MediaType type) {
        return type.getSubtype().equals("json") || type.getSubtype().endsWith("+json");
    }

    private static boolean isOfJson(@Nullable Charset charset) {
        return charset == null || OF_JSON.contains(charset);
    }
}
