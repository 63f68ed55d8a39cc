/// What the services' tests stand on: a real store and a real broker in the test's JVM, tokens, a journal in memory, house rules.
@NullMarked
package cn.juhui.platform.testkit;

import org.jspecify.annotations.NullMarked;
