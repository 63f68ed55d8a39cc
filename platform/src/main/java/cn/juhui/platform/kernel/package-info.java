/// Words that every domain uses: plain Java, known to the domain packages.
@NullMarked
package cn.juhui.platform.kernel;

import org.jspecify.annotations.NullMarked;
