/// A told walk through the platform over HTTP, as any front end would call it, and a token for the command line.
@NullMarked
package cn.juhui.standalone.demo;

import org.jspecify.annotations.NullMarked;
