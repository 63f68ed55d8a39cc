/// Planted violations of the house rules.
@NullMarked
package cn.juhui.platform.testkit.planted.adapter.mongo;

import org.jspecify.annotations.NullMarked;
