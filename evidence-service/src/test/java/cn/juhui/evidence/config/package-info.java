/// Settings.
@NullMarked
package cn.juhui.evidence.config;

import org.jspecify.annotations.NullMarked;
