/// Planted violations of the house rules.
@NullMarked
package cn.juhui.platform.testkit.planted.adapter.http;

import org.jspecify.annotations.NullMarked;
