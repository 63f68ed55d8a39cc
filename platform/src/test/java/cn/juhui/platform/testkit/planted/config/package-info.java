/// Planted: wiring.
@NullMarked
package cn.juhui.platform.testkit.planted.config;

import org.jspecify.annotations.NullMarked;
