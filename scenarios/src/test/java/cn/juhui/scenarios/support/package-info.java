/// The platform as child processes of a test.
@NullMarked
package cn.juhui.scenarios.support;

import org.jspecify.annotations.NullMarked;
