/// Whole-house stories, each in the words of the people who live them.
@NullMarked
package cn.juhui.scenarios;

import org.jspecify.annotations.NullMarked;
