/// Planted violations of the house rules.
@NullMarked
package cn.juhui.platform.testkit.planted.application;

import org.jspecify.annotations.NullMarked;
