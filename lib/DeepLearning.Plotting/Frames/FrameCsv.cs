using System.Text;
using Microsoft.Data.Analysis;

namespace DeepLearning.Frames;

/// <summary>Data frames from CSV.</summary>
/// <remarks>
/// A header line with the names of the columns, then a line a row. A column whose first value is a number holds numbers, any other texts.
/// In a column of numbers a cell that is empty, <c>NA</c> or <c>NaN</c> is a missing value; in one of texts only an empty cell is.
/// Where a guess could be wrong (<c>1,5</c>, a header without a comma) the file is refused, and the message names the argument
/// that decides.
/// </remarks>
public static class FrameCsv
{
    extension(DataFrame)
    {
        /// <summary>Reads a CSV file into columns of numbers (double) and of texts (string).</summary>
        /// <param name="path">The file.</param>
        /// <param name="texts">Columns that hold texts although they begin with a number, such as postcodes.</param>
        /// <param name="numbers">Columns that must hold numbers.</param>
        /// <param name="separator">What stands between two cells; a comma if none is given.</param>
        /// <param name="decimalMark">What stands before decimals: a point or a comma.</param>
        /// <param name="encoding">The file's encoding; without it, what its byte order mark says, or UTF-8.</param>
        /// <exception cref="FileNotFoundException">There is no such file.</exception>
        /// <exception cref="ArgumentException">A column is named that is not there, or as both; or the decimal mark is neither
        /// a point nor a comma.</exception>
        /// <exception cref="InvalidDataException">The file is not in that encoding or empty, the header has an empty or a double name,
        /// a row has too few or too many cells, or a cell in a column of numbers is something else; the message names line and column.
        /// </exception>
        public static DataFrame ReadCsv(string path, string[]? texts = null, string[]? numbers = null,
            char? separator = null, char decimalMark = '.', Encoding? encoding = null)
        {
            if (!File.Exists(path))
            {
                throw new FileNotFoundException(
                    $"{path}: there is no such file; the current folder is {Environment.CurrentDirectory}.", path);
            }
            string name = Path.GetFileName(path), csv = CsvText.Decode(File.ReadAllBytes(path), name, encoding);
            return new CsvFrameReader(name, texts, numbers, separator, decimalMark).Read(csv);
        }

        /// <summary>Reads CSV that is in a text, as <c>ReadCsv</c> reads a file.</summary>
        /// <param name="csv">The text.</param>
        /// <param name="texts">Columns that hold texts although they begin with a number.</param>
        /// <param name="numbers">Columns that must hold numbers.</param>
        /// <param name="separator">What stands between two cells; a comma if none is given.</param>
        /// <param name="decimalMark">What stands before decimals: a point or a comma.</param>
        /// <exception cref="ArgumentException">As for a file.</exception>
        /// <exception cref="InvalidDataException">As for a file.</exception>
        public static DataFrame ParseCsv(string csv, string[]? texts = null, string[]? numbers = null,
            char? separator = null, char decimalMark = '.')
        {
            ArgumentNullException.ThrowIfNull(csv);
            return new CsvFrameReader("csv", texts, numbers, separator, decimalMark).Read(csv);
        }
    }
}
