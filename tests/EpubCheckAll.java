import com.adobe.epubcheck.tool.EpubChecker;

/** Runs EPUBCheck over each file named, in one process. */
public class EpubCheckAll {
    public static void main(String[] files) {
        for (String file : files) {
            new EpubChecker().run(new String[] {file, "--usage"});
        }
    }
}
