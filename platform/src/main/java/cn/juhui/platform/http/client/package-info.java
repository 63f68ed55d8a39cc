/// Calls to other services: one client for all, with time-outs, trace, breaker and a bound on calls at a time.
@NullMarked
package cn.juhui.platform.http.client;

import org.jspecify.annotations.NullMarked;
