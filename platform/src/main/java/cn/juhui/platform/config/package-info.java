/// Wiring of the shared machinery.
@NullMarked
package cn.juhui.platform.config;

import org.jspecify.annotations.NullMarked;
