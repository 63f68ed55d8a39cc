/// Wiring and settings.
@NullMarked
package cn.juhui.evidence.config;

import org.jspecify.annotations.NullMarked;
