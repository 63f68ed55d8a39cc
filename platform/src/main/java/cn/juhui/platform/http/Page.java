package cn.juhui.platform.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param nextCursor where the next page starts; null on the last one
public record Page<T>(List<T> data, @Nullable String nextCursor) {}
