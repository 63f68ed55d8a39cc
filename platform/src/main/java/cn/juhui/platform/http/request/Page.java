package cn.juhui.platform.http.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param nextCursor where the next page starts; an explicit null on the last one
public record Page<T>(
        List<T> data, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextCursor) {}
