/// The history of a service's aggregates, given to other services and asked of them.
@NullMarked
package cn.juhui.platform.http.history;

import org.jspecify.annotations.NullMarked;
