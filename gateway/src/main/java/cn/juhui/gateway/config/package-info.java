/// Wiring and settings of the gateway.
@NullMarked
package cn.juhui.gateway.config;

import org.jspecify.annotations.NullMarked;
