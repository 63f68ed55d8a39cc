/// Wiring.
@NullMarked
package cn.juhui.refund.config;

import org.jspecify.annotations.NullMarked;
