package cn.juhui.platform.http.request;

import org.jspecify.annotations.Nullable;

/// `?limit=` (1–100, default 20) and `?cursor=` of a list; a controller takes it as a method argument.
@FromQuery
public record PageRequest(int limit, @Nullable String cursor) {

    public static final int DEFAULT_LIMIT = 20;
    public static final int MAX_LIMIT = 100;
    static final int MAX_CURSOR = 500;
}
