/// What happens to every request before it is routed: limits, and headers on the answers.
@NullMarked
package cn.juhui.gateway.edge;

import org.jspecify.annotations.NullMarked;
