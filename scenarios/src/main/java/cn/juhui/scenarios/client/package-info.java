/// Juhui from outside: the words of its people over HTTP, nothing that a stranger could not do.
@NullMarked
package cn.juhui.scenarios.client;

import org.jspecify.annotations.NullMarked;
