/// Planted violations of the house rules.
@NullMarked
package cn.juhui.platform.testkit.planted.domain;

import org.jspecify.annotations.NullMarked;
