namespace PromptToImage.Pipeline.Models.Drawing;

/// <summary>A kind of picture: fills the whole canvas, behind the prompt.</summary>
public interface IScene
{
    void Draw(Canvas canvas, Mood mood, SceneRandom random);
}
