/// Wiring.
@NullMarked
package cn.juhui.notification.config;

import org.jspecify.annotations.NullMarked;
