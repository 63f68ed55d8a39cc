/// The web pages, in a real browser.
@NullMarked
package cn.juhui.scenarios.console;

import org.jspecify.annotations.NullMarked;
