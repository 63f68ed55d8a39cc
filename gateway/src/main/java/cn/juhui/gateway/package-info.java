/// The one door: routes, tokens, rate limits, API documents. No business.
@NullMarked
package cn.juhui.gateway;

import org.jspecify.annotations.NullMarked;
