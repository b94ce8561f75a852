// What the solutions of every chapter use. Their first cell runs this file, and says what they need besides.
#r "../../lib/bin/DeepLearning.dll"
#r "../../lib/bin/DeepLearning.Exercises.dll"
#r "../../lib/bin/DeepLearning.Plotting.dll"
#r "../../lib/bin/DynamicObj.dll"
#r "../../lib/bin/FSharp.Core.dll"
#r "../../lib/bin/MathNet.Numerics.dll"
#r "../../lib/bin/Plotly.NET.dll"
using System.Diagnostics;
using System.IO;
using System.Threading;
using DeepLearning.Analysis;
using DeepLearning.Data;
using DeepLearning.Display;
using DeepLearning.Exercises;
using DeepLearning.Frames;
using DeepLearning.Plotting;
using DeepLearning.Random;
using DeepLearning.Tensors;
using MathNet.Numerics.LinearAlgebra;
using Microsoft.Data.Analysis;
using GenericChart = Plotly.NET.GenericChart;

// Charts and data frames show as pictures and tables; where only text shows, in words.
DeepLearning.NotebookFormatters.Register();
